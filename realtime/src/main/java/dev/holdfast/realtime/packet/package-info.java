/** Socket.IO 5: packets, and the messages they travel in. */
@NullMarked
package dev.holdfast.realtime.packet;

import org.jspecify.annotations.NullMarked;
