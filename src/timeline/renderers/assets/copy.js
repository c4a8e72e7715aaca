// Copies the text with its headings, emphasis and links, for editors that take no HTML.
(D=>{var b=D.getElementById('copy'),t=D.getElementById('text');b.hidden=false;
b.onclick=()=>{var s=getSelection(),r=D.createRange();r.selectNodeContents(t);s.removeAllRanges();s.addRange(r);
var ok=D.execCommand('copy');s.removeAllRanges();D.getElementById('done').textContent=ok?'✓':'×'}})(document)
