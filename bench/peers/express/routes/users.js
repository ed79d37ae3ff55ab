'use strict';

const bcrypt = require('bcryptjs');
const express = require('express');
const { AppError } = require('../errors');
const { protect, selfOrAdmin } = require('../middleware/auth');
const User = require('../models/user');

const router = express.Router();

router.post('/', async (req, res) => {
    const { name, email, password } = req.body;
    if (!name || !email || !password || password.length < 8) {
        throw new AppError('A name, an address and a password of at least 8 characters are needed', 400);
    }
    const user = await User.create({ name, email, passwordHash: await bcrypt.hash(password, 12) });
    res.status(201).location(`/api/v1/users/${user.id}`).json({ status: 'success', data: { user } });
});

router.get('/:id', protect, selfOrAdmin, async (req, res) => {
    const user = await User.findById(req.params.id);
    if (!user) {
        throw new AppError('There is no such user', 404);
    }
    res.status(200).json({ status: 'success', data: { user } });
});

module.exports = router;
