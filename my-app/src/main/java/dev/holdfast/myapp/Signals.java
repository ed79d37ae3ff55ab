package dev.holdfast.myapp;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a process does with the signals that end it. */
final class Signals {

    private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.myapp");
    private static final Map<String, Integer> ENDING = Map.of("INT", 2, "TERM", 15);
    private static final int EXIT_BY_SIGNAL = 128;

    private final List<MethodHandle> steps = new ArrayList<>();

    /** Looks up everything at the start: at the end the files of the program may have been replaced. */
    Signals() {
        for (var signal : ENDING.entrySet()) {
            try {
                steps.add(handling(signal.getKey(), EXIT_BY_SIGNAL + signal.getValue()));
            } catch (Throwable failure) {
                LOG.debug("this Java has no say in signals", failure);
            }
        }
    }

    /** From now on such a signal ends the process at once: who sends a second one does not want to wait for what the first began. */
    void endAtOnce() {
        for (var step : steps) {
            try {
                step.invoke();
            } catch (Throwable failure) {
                LOG.debug("this Java has no say in signals", failure);
            }
        }
    }

    /** Looked up by name: the compiler warns of this class wherever it is written, and nothing takes its place yet. */
    private static MethodHandle handling(String name, int exitCode) throws Throwable {
        var lookup = MethodHandles.publicLookup();
        var signal = Class.forName("sun.misc.Signal");
        var handler = Class.forName("sun.misc.SignalHandler");
        var made = lookup.findConstructor(signal, MethodType.methodType(void.class, String.class))
                .invoke(name);
        var ending = MethodHandles.dropArguments(halt(lookup, exitCode), 0, signal);
        var handle = lookup.findStatic(signal, "handle", MethodType.methodType(handler, signal, handler));
        return MethodHandles.insertArguments(handle, 0, made, MethodHandleProxies.asInterfaceInstance(handler, ending));
    }

    private static MethodHandle halt(MethodHandles.Lookup lookup, int exitCode) throws ReflectiveOperationException {
        var halt = lookup.findVirtual(Runtime.class, "halt", MethodType.methodType(void.class, int.class));
        return MethodHandles.insertArguments(halt, 0, Runtime.getRuntime(), exitCode);
    }
}
