'use strict';

// Fastify with nothing around it: no log, no security, one route whose answer has a schema to be written by.
const cluster = require('node:cluster');
const os = require('node:os');

const text = { type: 'string' };
const user = { type: 'object', properties: { id: text, name: text, email: text, role: text, createdAt: text } };
const answer = {
    type: 'object',
    properties: { status: text, data: { type: 'object', properties: { user } } },
};

const example = (number) => ({
    id: `0192f3a4-7b5c-${(0x7000 + number).toString(16)}-8000-${number.toString(16).padStart(12, '0')}`,
    name: `Ann Example ${number}`,
    email: `ann.example${number}@example.com`,
    role: number === 0 ? 'ADMIN' : 'USER',
    createdAt: new Date((1790000000 + number) * 1000).toISOString(),
});

const serve = () => {
    const app = require('fastify')({ logger: false });
    app.get('/health', async () => ({ status: 'success' }));
    app.get('/api/v1/examples/:number', { schema: { response: { 200: answer } } }, async (request) => ({
        status: 'success',
        data: { user: example(Number(request.params.number)) },
    }));
    app.listen({ port: Number(process.env.PORT || 3000), host: process.env.HOST || '127.0.0.1' });
};

if (cluster.isPrimary) {
    for (let core = 0; core < os.availableParallelism(); core++) {
        cluster.fork();
    }
} else {
    serve();
}
