/** Sockets, HTTP/1.1 and WebSocket, on Netty. */
@NullMarked
package dev.holdfast.server;

import org.jspecify.annotations.NullMarked;
