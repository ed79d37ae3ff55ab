/** A Socket.IO server on the port of the program's API. */
module dev.holdfast.realtime {
    requires transitive dev.holdfast;
    requires static org.jspecify;
    requires tools.jackson.core;

    exports dev.holdfast.realtime;
}
