package dev.holdfast.app;

/** A service of the program could not start; the message names it and says why. */
public final class CannotStart extends RuntimeException {

    CannotStart(Service service, Exception cause) {
        super(service.name() + " cannot start: " + cause.getMessage(), cause);
    }
}
