// Takes the newer text of src, if there is one; the text that stands here needs no script.
customElements.get('timeline-embed')||customElements.define('timeline-embed',class extends HTMLElement{
connectedCallback(){
 var t=this.querySelector('template'),root=this.shadowRoot,src=this.getAttribute('src');
 if(!root){root=this.attachShadow({mode:'open'});if(t)root.append(t.content)}
 root.addEventListener('click',e=>{
  var a=e.target.closest('a[data-in]'),to=a&&root.getElementById(a.dataset.in);
  if(to){e.preventDefault();to.scrollIntoView();to.tabIndex=-1;to.focus({preventScroll:true})}});
 if(src)fetch(src).then(r=>r.ok?r.text():'').then(text=>{
  var d=new DOMParser().parseFromString(text,'text/html'),s=d.querySelector('.tl'),old=root.querySelector('.tl'),css=d.querySelector('style');
  if(!s||!css||old&&!(s.dataset.recorded>old.dataset.recorded))return;
  // What is fetched is text, whoever changed it on its way.
  s.querySelectorAll('script,style,iframe,object,embed,form,base,link,meta').forEach(e=>e.remove());
  [s,...s.querySelectorAll('*')].forEach(e=>[...e.attributes].forEach(a=>{if(/^on|^srcdoc$/i.test(a.name)||/^\W*javascript:/i.test(a.value))e.removeAttribute(a.name)}));
  s.querySelectorAll('a[href^="#"]').forEach(a=>a.dataset.in=a.hash.slice(1));
  var style=document.createElement('style');style.textContent=':host{all:initial;display:block}'+css.textContent;
  root.replaceChildren(style,s)}).catch(()=>{})}
})
