'use strict';

const bcrypt = require('bcryptjs');
const express = require('express');
const jwt = require('jsonwebtoken');
const { AppError } = require('../errors');
const User = require('../models/user');

const LIFE = 15 * 60;

const router = express.Router();

router.post('/login', async (req, res) => {
    const { email, password } = req.body;
    const found = await User.findByEmail(String(email));
    if (!found || !(await bcrypt.compare(String(password), found.password_hash))) {
        throw new AppError('Incorrect email or password', 401);
    }
    const { password_hash, ...user } = found;
    const accessToken = jwt.sign({ id: user.id }, process.env.JWT_SECRET, { expiresIn: LIFE });
    res.status(200).json({ status: 'success', data: { accessToken, expiresIn: LIFE, user } });
});

module.exports = router;
