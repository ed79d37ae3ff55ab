/** Listens for a program: sockets, HTTP/1.1 and WebSocket. */
module dev.holdfast.server {
    requires transitive dev.holdfast;
    requires static org.jspecify;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires transitive io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.unix.common;
    requires org.slf4j;

    exports dev.holdfast.server;
}
