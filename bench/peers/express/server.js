'use strict';

// One worker for each core, started anew when it dies: what PM2's cluster mode does.
const cluster = require('node:cluster');
const os = require('node:os');
const logger = require('./logger');

if (cluster.isPrimary) {
    for (let core = 0; core < os.availableParallelism(); core++) {
        cluster.fork();
    }
    cluster.on('exit', (worker) => {
        logger.error(`worker ${worker.process.pid} died`);
        cluster.fork();
    });
} else {
    const app = require('./app');
    const server = app.listen(process.env.PORT || 3000, process.env.HOST || '127.0.0.1');
    process.on('SIGTERM', () => server.close(() => process.exit(0)));
    process.on('unhandledRejection', (failure) => {
        logger.error(failure.stack);
        process.exit(1);
    });
}
