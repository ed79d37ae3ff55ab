package dev.holdfast.ops;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.util.ReentryGuard;
import ch.qos.logback.core.util.ReentryGuardFactory;
import dev.holdfast.Exchange;
import java.util.List;

/**
 * Takes from an event what only its own thread knows, and hands it to the outlets.
 *
 * <p>Threading: never blocks.
 */
final class Handover extends UnsynchronizedAppenderBase<ILoggingEvent> {

    /** Longer texts are cut: what waits is bounded, and so must each part of it be. */
    private static final int LONGEST = 16 * 1024;

    private final Outlet[] outlets;

    private Handover(List<Outlet> outlets) {
        this.outlets = outlets.toArray(Outlet[]::new);
    }

    static Handover to(List<Outlet> outlets, Context context) {
        var handover = new Handover(outlets);
        handover.setContext(context);
        handover.setName("handover");
        handover.start();
        return handover;
    }

    /** Nothing below logs while it appends, so there is no need of a mark on every thread. */
    @Override
    protected ReentryGuard buildReentryGuard() {
        return ReentryGuardFactory.makeGuard(ReentryGuardFactory.GuardType.NOP);
    }

    @Override
    protected void append(ILoggingEvent event) {
        var entry = entry(event);
        for (var outlet : outlets) {
            outlet.offer(entry);
        }
    }

    private static Entry.Told entry(ILoggingEvent event) {
        var arguments = event.getArgumentArray();
        return arguments != null
                        && arguments.length == 1
                        && arguments[0] instanceof Exchange exchange
                        && event.getLoggerName().equals("dev.holdfast.request")
                ? new Entry.Done(event.getTimeStamp(), event.getLevel(), event.getLoggerName(), exchange)
                : told(event);
    }

    private static Entry.Event told(ILoggingEvent event) {
        var failure = event.getThrowableProxy();
        return new Entry.Event(
                event.getTimeStamp(),
                event.getLevel(),
                event.getLoggerName(),
                event.getThreadName(),
                cut(message(event)),
                Exchange.CURRENT.isBound() ? Exchange.CURRENT.get().requestId() : "",
                failure == null ? "" : Stack.of(failure, LONGEST));
    }

    private static String message(ILoggingEvent event) {
        var message = String.valueOf(event.getFormattedMessage());
        var pairs = event.getKeyValuePairs();
        if (pairs == null) {
            return message;
        }
        var all = new StringBuilder(message);
        pairs.forEach(pair -> all.append(' ').append(pair.key).append('=').append(pair.value));
        return all.toString();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "... (cut)";
    }
}
