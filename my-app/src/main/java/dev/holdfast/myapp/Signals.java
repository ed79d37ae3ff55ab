package dev.holdfast.myapp;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a process does with the signals that end it. */
final class Signals {

    private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.myapp");
    private static final Map<String, Integer> ENDING = Map.of("INT", 2, "TERM", 15);
    private static final int EXIT_BY_SIGNAL = 128;

    private Signals() {}

    /** From now on such a signal ends the process at once: who sends a second one does not want to wait for what the first began. */
    static void endAtOnce() {
        for (var signal : ENDING.entrySet()) {
            try {
                handle(signal.getKey(), EXIT_BY_SIGNAL + signal.getValue());
            } catch (Throwable failure) {
                LOG.debug("this Java has no say in signals", failure);
            }
        }
    }

    /** Looked up by name: the compiler warns of this class wherever it is written, and nothing takes its place yet. */
    private static void handle(String name, int exitCode) throws Throwable {
        var lookup = MethodHandles.publicLookup();
        var signal = Class.forName("sun.misc.Signal");
        var handler = Class.forName("sun.misc.SignalHandler");
        var made = lookup.findConstructor(signal, MethodType.methodType(void.class, String.class))
                .invoke(name);
        var ending = MethodHandles.dropArguments(halt(lookup, exitCode), 0, signal);
        lookup.findStatic(signal, "handle", MethodType.methodType(handler, signal, handler))
                .invoke(made, MethodHandleProxies.asInterfaceInstance(handler, ending));
    }

    private static MethodHandle halt(MethodHandles.Lookup lookup, int exitCode) throws ReflectiveOperationException {
        var halt = lookup.findVirtual(Runtime.class, "halt", MethodType.methodType(void.class, int.class));
        return MethodHandles.insertArguments(halt, 0, Runtime.getRuntime(), exitCode);
    }
}
