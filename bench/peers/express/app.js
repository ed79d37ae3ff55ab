'use strict';

const compression = require('compression');
const cors = require('cors');
const express = require('express');
const helmet = require('helmet');
const hpp = require('hpp');
const morgan = require('morgan');
const { rateLimit } = require('express-rate-limit');
const { failed, missing } = require('./errors');

const app = express();

app.use(helmet());
app.use(cors({ origin: process.env.CLIENT_URL || 'http://localhost:5173', credentials: true }));
app.use(
    '/api',
    rateLimit({
        windowMs: 15 * 60 * 1000,
        limit: Number(process.env.RATE_LIMIT_MAX || 100),
        standardHeaders: true,
        legacyHeaders: false,
        message: { status: 'error', message: 'Too many requests, please try again later.' },
    }),
);
app.use(express.json({ limit: '10kb' }));
app.use(express.urlencoded({ extended: true, limit: '10kb' }));
app.use(hpp());
app.use(compression());
app.use(morgan(process.env.NODE_ENV === 'production' ? 'combined' : 'dev'));

app.get('/health', (req, res) => {
    res.status(200).json({ status: 'success', data: { state: 'alive', uptimeSeconds: Math.floor(process.uptime()) } });
});
app.use('/api/v1/auth', require('./routes/auth'));
app.use('/api/v1/users', require('./routes/users'));
app.use('/api/v1/examples', require('./routes/examples'));

app.use(missing);
app.use(failed);

module.exports = app;
