// SPDX-License-Identifier: GPL-3.0-or-later
// server.js MODULES PORT_FILE: serves /desk from memory; a line {"docs":[…]} on standard input puts documents in, and is
// answered by a line with their number.
'use strict'
const [modules, portFile] = process.argv.slice(2)
const need = require('module').createRequire(modules + '/')
const fs = require('fs')
const readline = require('readline')
const PouchDB = need('pouchdb').plugin(need('pouchdb-adapter-memory')).defaults({ adapter: 'memory' })

const app = need('express')()
app.use('/', need('express-pouchdb')(PouchDB, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: '/dev/null' }))
const desk = new PouchDB('desk')

async function put (docs) {
  const known = await desk.allDocs({ keys: docs.map(doc => doc._id) })
  const revs = new Map(known.rows.filter(row => row.value).map(row => [row.id, row.value.rev]))
  const answers = await desk.bulkDocs(docs.map(doc => revs.has(doc._id) ? { ...doc, _rev: revs.get(doc._id) } : doc))
  const bad = answers.find(answer => answer.error)
  if (bad) throw new Error(JSON.stringify(bad))
  return docs.length
}

const server = app.listen(0, '127.0.0.1', () => fs.writeFileSync(portFile, String(server.address().port)))
let last = Promise.resolve()
readline.createInterface({ input: process.stdin }).on('line', line => {
  last = last.then(() => put(JSON.parse(line).docs)).then(n => console.log(n))
}).on('close', () => process.exit(0))
