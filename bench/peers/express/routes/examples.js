'use strict';

const express = require('express');

const router = express.Router();

// A user made up from a number, the same for all peers, without a database.
router.get('/:number', (req, res) => {
    const number = Number(req.params.number);
    res.status(200).json({
        status: 'success',
        data: {
            user: {
                id: `0192f3a4-7b5c-${(0x7000 + number).toString(16)}-8000-${number.toString(16).padStart(12, '0')}`,
                name: `Ann Example ${number}`,
                email: `ann.example${number}@example.com`,
                role: number === 0 ? 'ADMIN' : 'USER',
                createdAt: new Date((1790000000 + number) * 1000),
            },
        },
    });
});

module.exports = router;
