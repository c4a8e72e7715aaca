// A fact stands where its date of that day puts it: moved as an element, so that what is read
// aloud, tabbed through and seen is in one order. Gives the ids of what moved.
(D=>{
var T=D.querySelector('.tl'),rows=JSON.parse(T.dataset.moves),home=[],made=[],heading=s=>s.querySelector('.yh');
T.rearrange=day=>{
 home.reverse().forEach(([l,list,next])=>list.insertBefore(l,next));
 made.forEach(s=>s.remove());home=[];made=[];
 var now=rows.find(x=>(x[0]==null||day>=x[0])&&day<x[1]);
 if(!now)return[];
 now[2].slice().reverse().forEach(([id,next,title])=>{
  var l=D.getElementById(id),b=D.getElementById(next),list=l.parentNode,own=list.parentNode,
  year=b&&b.closest('.yr'),is=s=>s&&s.matches('.yr')&&heading(s).textContent==title;
  home.push([l,list,l.nextElementSibling]);
  if(is(year)){b.before(l);return}
  var p=year?year.previousElementSibling:[...T.querySelectorAll('.yr')].at(-1);
  if(!is(p)){
   var s=own.cloneNode(false),h=heading(own).cloneNode(true);
   h.id+='~'+made.length;h.firstChild.textContent=title;s.setAttribute('aria-labelledby',h.id);
   s.append(h,list.cloneNode(false));made.push(s);
   if(year)year.before(s);else p.after(s);
   p=s}
  p.querySelector('.e').append(l)});
 return now[2].map(x=>x[0])}
})(document)
