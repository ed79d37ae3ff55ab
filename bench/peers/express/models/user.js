'use strict';

const database = require('../database');

const SHOWN = 'id, name, email, role, created_at AS "createdAt"';

exports.findById = async (id) => {
    const found = await database.query(`SELECT ${SHOWN} FROM users WHERE id = $1`, [id]);
    return found.rows[0];
};

exports.findByEmail = async (email) => {
    const found = await database.query(`SELECT ${SHOWN}, password_hash FROM users WHERE email = $1`, [email]);
    return found.rows[0];
};

exports.create = async ({ name, email, passwordHash }) => {
    const made = await database.query(
        `INSERT INTO users (name, email, password_hash) VALUES ($1, $2, $3) RETURNING ${SHOWN}`,
        [name, email, passwordHash],
    );
    return made.rows[0];
};
