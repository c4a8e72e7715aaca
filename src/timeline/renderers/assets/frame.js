// Tells a parent page this page's height, in every convention that parents listen for.
(D=>{
if(parent==self)return;
var q=new URLSearchParams(location.search),child=q.get('childId')||'',
secret=(/[?#&]secret=([\w-]+)/.exec(location.hash)||[])[1]||'',
id=q.get('id')||(location.pathname.split('/').pop()||'timeline').replace(/\.html?$/,''),sizer='',last=0,
send=m=>parent.postMessage(m,'*'),
height=()=>Math.ceil(D.body.getBoundingClientRect().height);
function tell(type){
 var h=height(),w=Math.ceil(D.documentElement.clientWidth);last=h;
 send({'datawrapper-height':{[id]:h}});
 send({sentinel:'amp',type:'embed-size',height:h});
 if(child)send('pymxPYMx'+child+'xPYMxheightxPYMx'+h);
 send(JSON.stringify({src:location.href,context:'iframe.resize',height:h}));
 if(secret){send({message:'height',value:h,secret});if(type=='init')send({message:'ready',secret})}
 if(sizer)send('[iFrameSizer]'+sizer+':'+h+':'+w+':'+(type||'size'));
 if(window.requestResize)try{requestResize()}catch(x){}
}
addEventListener('message',e=>{
 if(e.source!=parent)return;
 var m=e.data;
 if(typeof m=='string'){
  if(m.startsWith('[iFrameSizer]')){var was=sizer;sizer=m.slice(13).split(':')[0];tell(was?'size':'init')}
  else if(child&&m.startsWith('pymxPYMx'+child+'xPYMxwidth'))tell();
 }else if(m&&m.sentinel=='amp')tell();
 else if(m&&m.message=='ready'&&m.secret&&(!secret||m.secret==secret)){secret=String(m.secret);tell('init')}
});
// A link within a frame can't move its parent, so the parent is asked to. A source opens beside the
// article, not in the frame; from within WordPress's sandbox nothing opens, so the page itself does.
D.addEventListener('click',e=>{
 var a=e.target.closest&&e.target.closest('a[href]');
 if(!a)return;
 if(a.getAttribute('href')[0]!='#'){
  a.target='_blank';
  if(secret){e.preventDefault();var o=a.closest('[id]');send({message:'link',value:location.href.split('#')[0]+(o?'#'+o.id:''),secret})}
  return}
 var t=D.getElementById(decodeURIComponent(a.hash.slice(1)));
 if(!t)return;
 var y=Math.round(t.getBoundingClientRect().top+scrollY);
 if(child)send('pymxPYMx'+child+'xPYMxscrollToChildPosxPYMx'+y);
 if(sizer)send('[iFrameSizer]'+sizer+':'+y+':0:scrollToOffset');
});
new ResizeObserver(()=>{if(height()!=last)tell()}).observe(D.body);
addEventListener('load',()=>tell('init'));
tell('init');
})(document)
