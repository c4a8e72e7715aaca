// Shows the control before what follows it is laid out, so that nothing shifts.
(D=>{var k=D.currentScript.parentNode;k.querySelectorAll('.js').forEach(e=>e.hidden=0);k.querySelectorAll('.nojs').forEach(e=>e.hidden=1);
// Facts far below wait for idle time to be laid out (page.js). Not where a reader lands among them.
var n=performance.getEntriesByType('navigation')[0];
if(parent!=self)k.parentNode.dataset.framed='';else if(!location.hash&&n&&n.type=='navigate')k.parentNode.dataset.lazy=''})(document)
