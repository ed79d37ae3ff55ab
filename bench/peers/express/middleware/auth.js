'use strict';

const jwt = require('jsonwebtoken');
const { AppError } = require('../errors');
const User = require('../models/user');

exports.protect = async (req, res, next) => {
    const header = req.headers.authorization;
    if (!header || !header.startsWith('Bearer ')) {
        throw new AppError('You are not logged in', 401);
    }
    const claims = jwt.verify(header.split(' ')[1], process.env.JWT_SECRET, { algorithms: ['HS256'] });
    const user = await User.findById(claims.id);
    if (!user) {
        throw new AppError('The user of this token no longer exists', 401);
    }
    req.user = user;
    next();
};

exports.selfOrAdmin = (req, res, next) => {
    if (req.user.id !== req.params.id && req.user.role !== 'ADMIN') {
        throw new AppError('You do not have permission to do this', 403);
    }
    next();
};
