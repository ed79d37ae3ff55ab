'use strict';

const { Pool } = require('pg');

// Where it is stands in PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE.
const pool = new Pool({ max: 10, idleTimeoutMillis: 30000, connectionTimeoutMillis: 5000 });

module.exports = { query: (text, values) => pool.query(text, values) };
