// The filters work without this: it counts aloud, and keeps the choices in the address.
(D=>{
var T=D.querySelector('.tl'),q=s=>[...T.querySelectorAll(s)],F=q('.flt input'),out=T.querySelector('.fc'),all=q('.e>li'),m=q('.plot .m'),W=JSON.parse(T.dataset.words),
key=e=>e.name.split('~')[1],chosen=()=>F.filter(e=>e.checked&&e.value);
function count(){
 var c=chosen(),n=0;
 all.forEach((l,i)=>{var fits=c.every(e=>(l.dataset.f||'').split(' ').includes(e.id.split('~by-')[1]));
  n+=fits&&l.dataset.s!='later';if(m[i])m[i].classList.toggle('off',!fits)});
 out.hidden=!c.length;out.textContent=c.length?W.shown.replace('{n}',n).replace('{}',all.length):''}
function read(){
 var h=new URLSearchParams(location.hash.slice(1));
 F.forEach(e=>{var v=h.get(key(e));if(v!=null)e.checked=e.value==v});
 count()}
F.forEach(e=>e.onchange=()=>{
 count();
 try{var keys=F.map(key),h=location.hash.slice(1).split('&').filter(x=>/=/.test(x)&&!keys.includes(x.split('=')[0]));
 h.push(...chosen().map(e=>key(e)+'='+encodeURIComponent(e.value)));
 history.replaceState(null,'',h.length?'#'+h.join('&'):location.pathname+location.search)}catch(x){}});
T.addEventListener('known',count);addEventListener('hashchange',read);read()
})(document)
