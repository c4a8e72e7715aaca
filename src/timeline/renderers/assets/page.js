// The known-by control. Without it the page is whole: this only goes back in time.
(D=>D.querySelectorAll('.tl:not([data-ready])').forEach(T=>{
var $=(s,e)=>(e||T).querySelector(s),q=(s,e)=>[...(e||T).querySelectorAll(s)],R=$('.plot input'),
W=JSON.parse(T.dataset.words),N=T.dataset.months.split('|'),E=719163,
S=q('.steps li'),L,M,V,days,
date=d=>new Date((d-E)*864e5),iso=d=>date(d).toISOString().slice(0,-14),
say=d=>{var t=date(d);return N[t.getUTCMonth()].replace('{d}',t.getUTCDate()).replace('{y}',t.getUTCFullYear())},
fill=(t,n,x)=>t.replace('{n}',n).replace('{}',x);
T.dataset.ready='';
// A browser leaves what waits out of the accessibility tree, so nothing waits for longer than this.
if('lazy'in T.dataset){var I=q('.e>li'),idle=self.requestIdleCallback||(f=>setTimeout(f,9)),lay=t=>{
 // As many as the idle time allows, by layouts of sixteen: a slow phone isn't kept from scrolling.
 do{I.splice(0,16).forEach(l=>l.style.contentVisibility='visible');T.offsetHeight}while(I.length&&t&&t.timeRemaining()>9);
 if(I.length)idle(lay,{timeout:200})};
 requestAnimationFrame(()=>setTimeout(()=>idle(lay,{timeout:200})))}
if(!R)return;
var P=$('.plot').dataset.scale.split(' ').map(x=>x.split(':').map(Number)),
at=d=>{var i=P.findIndex(p=>p[0]>d);if(i<1)return i?100:0;var a=P[i-1],b=P[i];return a[1]+(b[1]-a[1])*(d-a[0])/(b[0]-a[0])},
back=x=>{var i=P.findIndex(p=>p[1]>x);if(i<1)return i?P.at(-1)[0]:P[0][0];var a=P[i-1],b=P[i];return Math.floor(a[0]+(b[0]-a[0])*(x-a[1])/(b[1]-a[1]))},
K=S.map(s=>+s.dataset.k),LAST=1e9,first=P[0][0],cur=LAST,drag=0,fresh=1,
B=q('.bar button'),line=$('.say>span'),C=q('.say [data-c]'),end=$('.end.later'),label=$('.bar b');
// What going back needs is read only when somebody goes back.
function ready(){
if(days)return;
L=q('.e>li');M=q('.plot .m');V=q('[data-from],[data-until]');
days=L.map(l=>{var[lo,hi]=l.dataset.k.split('/').map(Number);if(hi==null)hi=lo;return{l,lo,hi,o:+(l.dataset.o||lo),
re:(l.dataset.re||'').split(' ').filter(x=>x).map(x=>x.split('/').map(Number)),st:l.dataset.s||'',
ch:new Set(q('.b [data-from]',l).concat(q('.b [data-until]',l)).flatMap(e=>[e.dataset.from,e.dataset.until]).filter(x=>x).map(Number)),
s:$('.when .s',l),w:q('.when [data-w]',l)}});
}
function part(e,k){var f=e.dataset.from,u=e.dataset.until;e.hidden=k<(f==null?-LAST:+f)||k>=(u==null?2*LAST:+u)}
function set(d,save){
 d=d>=P.at(-1)[0]-1&&d>=(K.at(-1)??first)?LAST:Math.max(d,first);
 var on=d<LAST,i=K.findLastIndex(x=>x<=d),step=on&&i>=0?K[i]:null,n={},named=[];cur=d;
 T.toggleAttribute('data-on',on);R.value=on?Math.min(Math.round(at(d+.5)*100),9999):1e4;
 $('.plot').style.setProperty('--p',on?at(d+.5):100);
 // The page was written as of the latest day, so there is nothing to set at first.
 if(!on&&fresh);else{fresh=0;ready();V.forEach(e=>part(e,d));var away=T.rearrange?T.rearrange(d):[];
 days.forEach((x,j)=>{
  var st=!on?x.st:d>=x.hi?'':d>=x.lo?'may':d>=x.o?'not':'later',changed=on&&x.ch.has(step)&&step>x.lo,
  now=on&&(st==''||st=='may')&&(x.lo==step||x.hi==step||changed);
  n[st]=(n[st]||0)+1;
  if(st)x.l.dataset.s=st;else delete x.l.dataset.s;
  x.l.classList.toggle('now',now);
  var w=x.w.find(e=>!e.hidden);if(w)x.l.dataset.d=w.dataset.w;
  x.l.classList.toggle('re',x.re.some(r=>d>=r[0]&&!(d>=r[1])));
  if(now)named.push(x.l);
  var t=st=='may'||st=='not'?W[st]:now?changed&&x.lo!=step&&x.hi!=step?W.changed:W.new:'';
  if(!x.s&&t){x.s=D.createElement('small');x.s.className='s';$('.when',x.l).append(' ',x.s)}
  if(x.s){x.s.hidden=!t;x.s.textContent=t}
  var m=M[j],a=away.includes(x.l.id);
  // A day's mark goes where the day of then lies, if the strip has it; others are left out.
  if(m&&w&&m.hasAttribute('transform')){x.x??=m.getAttribute('x');
   var o=a&&w.dataset.w=='day'?Date.parse($('time',w).dateTime)/864e5+E:NaN,ok=o>=first&&o<P.at(-1)[0];
   if(ok)a=0;m.setAttribute('x',ok?at(o+.5)+'%':x.x)}
  if(m)for(var[c,v]of[['may',st=='may'],['not',st=='not'],['later',st=='later'],['new',now],['away',a]])m.classList.toggle(c,!!v)})}
 label.textContent=on?say(d):W.latest;R.setAttribute('aria-valuetext',on?say(d):W.latest);
 line.textContent='';
 if(!on||step==null)line.textContent=W.hint;
 else{var b=D.createElement('b');b.textContent=say(step)+': ';line.append(b);
  var p=q('.p',S[i]);
  if(p.some(x=>$('a',x)))p.forEach(x=>line.append(...[...x.childNodes].map(c=>c.cloneNode(true)),'. '));
  else if(named.length){var h=$('.hl',named[0]).innerText;line.append(named.length>1?fill(W.more,named.length-1,h):h)}}
 C.forEach(e=>{var v=n[e.dataset.c]||0;e.textContent=v;e.parentNode.hidden=!v});
 $('.cnt').hidden=!on;$('.tot').hidden=on;
 B[1].ariaDisabled=on&&!(K[0]<d)&&d<=first;B[2].ariaDisabled=!on;
 end.hidden=!n.later;end.textContent=n.later?W.end.replace('{n}',n.later):'';
 if(!fresh)S.forEach((s,j)=>{$('.d',s).ariaCurrent=on&&j==i?'step':null});
 if(save)try{var keep=location.hash.slice(1).split('&').filter(x=>/=/.test(x)&&!/^known=/.test(x));if(on)keep.unshift('known='+iso(d));history.replaceState(null,'',keep.length?'#'+keep.join('&'):location.pathname+location.search)}catch(x){}
 T.dispatchEvent(new Event('known'))
}
function go(way){
 var d=way>0?K.find(x=>x>cur):K.findLast(x=>x<cur);
 set(d==null?way>0?LAST:first:d==K.at(-1)&&way>0&&d>=P.at(-1)[0]-1?LAST:d,1)}
function read(){
 var h=location.hash.slice(1),m=/(?:^|[?&#])known=([+-]?\d{4,6}-\d\d-\d\d)/.exec('#'+h)||/[?&]known=([+-]?\d{4,6}-\d\d-\d\d)/.exec(location.search);
 try{h=decodeURIComponent(h)}catch(x){}
 var t=D.getElementById(h),o=t&&t.closest&&t.closest('.e>li');
 if(o&&T.contains(o)){var f=$('details.more',o);if(f)f.open=1;if(o.dataset.s=='later'||o.dataset.s=='not'){set(LAST);o.scrollIntoView()}}
 else if(m){var d=Date.parse(m[1].replace(/^([+-])(\d{4,5})-/,(a,s,y)=>s+y.padStart(6,0)+'-'));if(d==d)set(d/864e5+E)}}
R.onpointerdown=()=>drag=1;R.onpointerup=R.onpointercancel=()=>drag=0;
R.oninput=()=>{var v=+R.value,was=cur==LAST?1e4:Math.round(at(cur+.5)*100);v>=1e4?set(LAST,1):drag?set(back(v/100),1):v<=0?set(first,1):go(v-was)};
T.addEventListener('keydown',e=>{if(e.key=='Escape'&&cur<LAST)set(LAST,1)});
B[0].onclick=()=>{set(LAST,1);R.focus()};B[1].onclick=()=>go(-1);B[2].onclick=()=>go(1);
var D1=$('.steps');
if(D1)D1.addEventListener('toggle',()=>S.forEach(s=>{var d=$('.d',s);
 if(d.localName!='a'){var a=D.createElement('a');a.className='d';a.href='#known='+iso(+s.dataset.k);d.replaceWith(a);a.append(d);d.className=''}
 a=$('a.d',s);a.onclick=e=>{e.preventDefault();set(+s.dataset.k,1)}}),{once:true});
set(LAST);read();addEventListener('hashchange',read)
}))(document)
