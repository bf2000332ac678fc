// SPDX-License-Identifier: GPL-3.0-or-later
// client.js MODULES: keeps a database in memory; each line on standard input is an address, which is replicated from
// until its end is reached. Answered by a line {"docs","attempts"}.
'use strict'
const [modules] = process.argv.slice(2)
const need = require('module').createRequire(modules + '/')
const readline = require('readline')
const PouchDB = need('pouchdb').plugin(need('pouchdb-adapter-memory')).defaults({ adapter: 'memory' })

// It leaves some of the requests that it makes at once without anybody to hear of their end.
process.on('unhandledRejection', () => {})

const desk = new PouchDB('desk')

async function replicate (address) {
  for (let attempts = 1; ; attempts++) {
    try {
      await desk.replicate.from(new PouchDB(address, { adapter: 'http', skip_setup: true }))
      return { docs: (await desk.info()).doc_count, attempts }
    } catch (error) {
      if (attempts === 200) throw error
      await new Promise(resolve => setTimeout(resolve, 1000))
    }
  }
}

let last = Promise.resolve()
readline.createInterface({ input: process.stdin }).on('line', line => {
  last = last.then(() => replicate(line)).then(answer => console.log(JSON.stringify(answer)))
}).on('close', () => process.exit(0))
