/** A Socket.IO server on the port of the program's API: namespaces, sockets, rooms, events and their acknowledgements. */
@NullMarked
package dev.holdfast.realtime;

import org.jspecify.annotations.NullMarked;
