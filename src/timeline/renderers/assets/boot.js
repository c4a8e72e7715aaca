// Shows the control before what follows it is laid out, so that nothing shifts.
(D=>{var k=D.currentScript.parentNode;k.querySelectorAll('.js').forEach(e=>e.hidden=0);k.querySelectorAll('.nojs').forEach(e=>e.hidden=1);
if(parent!=self)k.parentNode.dataset.framed=''})(document)
