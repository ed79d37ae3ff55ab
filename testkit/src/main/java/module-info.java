/** Tests a program through its front door: in memory or over a socket, through the same pipeline. */
module dev.holdfast.testkit {
    requires transitive dev.holdfast;
    requires transitive dev.holdfast.server;
    requires static org.jspecify;
    requires transitive org.junit.jupiter.api;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.transport;
    requires static embedded.postgres;
    requires static java.sql;

    exports dev.holdfast.testkit;
}
