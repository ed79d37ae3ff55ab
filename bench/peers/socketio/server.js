'use strict';

// socket.io as it comes, in one process, with the two events of the measurement.
const http = require('node:http');
const { Server } = require('socket.io');

const server = http.createServer((request, response) => {
    response.writeHead(request.url === '/health' ? 200 : 404).end();
});
const io = new Server(server);

io.on('connection', (socket) => {
    socket.on('join', (room, ack) => {
        socket.join(room);
        ack();
    });
    socket.on('broadcast', (room, news, ack) => {
        io.to(room).emit('news', news);
        ack();
    });
});

// What is garbage shall not be counted as memory of the connections.
process.on('SIGUSR2', () => globalThis.gc());

server.listen({ port: Number(process.env.PORT || 3000), host: process.env.HOST || '127.0.0.1' });
