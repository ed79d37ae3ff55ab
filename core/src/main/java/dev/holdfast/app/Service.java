package dev.holdfast.app;

/** Something that runs beside the requests, from before the first of them until after the last. */
public interface Service {

    /** Something to do at the start or at the end. */
    @FunctionalInterface
    interface Step {
        void take() throws Exception;
    }

    /** A service of two steps. */
    static Service of(String name, Step start, Step stop) {
        return new Service() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void start() throws Exception {
                start.take();
            }

            @Override
            public void stop() throws Exception {
                stop.take();
            }
        };
    }

    /** Returns the name under which the log speaks of it. */
    String name();

    /**
     * Starts; whatever was added before runs by then.
     *
     * @throws Exception what keeps the program from starting
     */
    void start() throws Exception;

    /** Hears that the program is about to stop: it serves on for a while after that. Must not block for long. */
    default void stopping() {}

    /** Stops; whatever was added before still runs. Called on a thread of its own, which is interrupted when it takes too long. */
    void stop() throws Exception;
}
