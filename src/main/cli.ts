#!/usr/bin/env node
process.stdout.write('tagbench\n')
