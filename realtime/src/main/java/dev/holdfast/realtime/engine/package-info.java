/** Engine.IO 4: sessions that are kept alive over long-polling and WebSocket. */
@NullMarked
package dev.holdfast.realtime.engine;

import org.jspecify.annotations.NullMarked;
