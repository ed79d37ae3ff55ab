package dev.holdfast.app;

/** Something that was opened before the program was put together and is closed at its end. */
record Closing(AutoCloseable resource) implements Service {

    @Override
    public String name() {
        return resource.getClass().getSimpleName();
    }

    @Override
    public void start() {
        // it is open
    }

    @Override
    public void stop() throws Exception {
        resource.close();
    }
}
