'use strict';

const logger = require('./logger');

/** A failure that the caller is told about. */
class AppError extends Error {
    constructor(message, statusCode) {
        super(message);
        this.statusCode = statusCode;
        this.isOperational = true;
        Error.captureStackTrace(this, this.constructor);
    }
}

const missing = (req, res, next) => next(new AppError(`Cannot find ${req.originalUrl}`, 404));

const asOperational = (error) => {
    if (error.code === '23505') return new AppError('That address is taken', 409);
    if (error.name === 'JsonWebTokenError') return new AppError('Invalid token. Please log in again.', 401);
    if (error.name === 'TokenExpiredError') return new AppError('Your token has expired. Please log in again.', 401);
    return error;
};

// Express knows the one that answers failures by its four arguments.
const failed = (error, req, res, next) => {
    const told = asOperational(error);
    const statusCode = told.statusCode || 500;
    if (statusCode >= 500) {
        logger.error({ message: error.message, stack: error.stack, path: req.originalUrl });
    }
    res.status(statusCode).json({
        status: 'error',
        message: told.isOperational ? told.message : 'Something went wrong',
    });
};

module.exports = { AppError, missing, failed };
