package dev.holdfast.realtime;

import java.util.List;
import java.util.Set;

/**
 * What a namespace knows of its rooms and how it reaches the sockets in them; on several servers, also those of the others.
 *
 * <p>Threading: any number of threads. What an adapter is told of is what the adapters of other servers of the family are told in
 * their messages: values and targets, and never what has been encoded already.
 */
public interface Adapter {

    /** Makes the adapter of a namespace from the one that knows the sockets of this server. */
    @FunctionalInterface
    interface Maker {
        Adapter adapter(String namespace, Adapter local);
    }

    /** Hears how many clients were asked, of each server once, and what each of them answers. */
    interface Answers {
        void asked(int clients);

        void answered(Arguments values);
    }

    /** Adds a socket to rooms. */
    void join(String id, Set<String> rooms);

    /** Takes a socket out of rooms. */
    void leave(String id, Set<String> rooms);

    /** Sends an event: its name, and what goes with it. */
    void broadcast(List<?> values, Target target);

    /** Sends an event and asks everybody for an acknowledgement. */
    void ask(List<?> values, Target target, Answers answers);

    /** Returns the sockets that are meant. */
    List<RemoteSocket> sockets(Target target);

    /** Adds the sockets that are meant to rooms. */
    void joinAll(Target target, Set<String> rooms);

    /** Takes the sockets that are meant out of rooms. */
    void leaveAll(Target target, Set<String> rooms);

    /** Ends the sockets that are meant, and their connections where that is said. */
    void disconnect(Target target, boolean close);

    /** Ends what the adapter has begun. */
    default void close() {}
}
