// Puts stdin through Ghost's HTML card, and the card through the inliner of its newsletters.
// Prints {card, newsletter} as JSON.
const {cards} = require('@tryghost/kg-default-cards')
const {Document, HTMLSerializer, voidMap} = require('simple-dom')
const juice = require('juice')
const html = require('fs').readFileSync(0, 'utf8')
const card = cards.find(one => one.name === 'html')
const shown = target => new HTMLSerializer(voidMap).serialize(
  card.render({env: {dom: new Document()}, payload: {html}, options: {target}}))
process.stdout.write(JSON.stringify({
  card: shown('html'),
  newsletter: juice(`<!doctype html><html><body>${shown('email')}</body></html>`)
}))
