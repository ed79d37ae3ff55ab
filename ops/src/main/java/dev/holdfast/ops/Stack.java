package dev.holdfast.ops;

import ch.qos.logback.classic.spi.IThrowableProxy;
import dev.holdfast.Printable;

/** How it came to a failure, as Java prints it, except that no message can look like a line of it, and that it ends. */
final class Stack {

    private final StringBuilder text = new StringBuilder(1024);
    private final int most;

    private Stack(int most) {
        this.most = most;
    }

    static String of(IThrowableProxy failure, int most) {
        var stack = new Stack(most);
        stack.add(failure, "", "");
        if (stack.isFull()) {
            stack.text.setLength(most);
            stack.text.append("\n... (cut)");
        }
        return stack.text.toString();
    }

    private boolean isFull() {
        return text.length() > most;
    }

    private void add(IThrowableProxy failure, String indent, String caption) {
        text.append(text.isEmpty() ? "" : "\n").append(indent).append(caption).append(failure.getClassName());
        if (failure.getMessage() != null) {
            text.append(": ").append(Printable.of(failure.getMessage()));
        }
        if (failure.isCyclic() || isFull()) {
            return;
        }
        addFrames(failure, indent);
        for (var suppressed : failure.getSuppressed()) {
            add(suppressed, indent + "\t", "Suppressed: ");
        }
        if (failure.getCause() != null) {
            add(failure.getCause(), indent, "Caused by: ");
        }
    }

    private void addFrames(IThrowableProxy failure, String indent) {
        var frames = failure.getStackTraceElementProxyArray();
        var own = frames.length - failure.getCommonFrames();
        for (var index = 0; index < own && !isFull(); index++) {
            text.append('\n').append(indent).append('\t').append(frames[index].getSTEAsString());
        }
        if (own < frames.length) {
            text.append('\n')
                    .append(indent)
                    .append("\t... ")
                    .append(failure.getCommonFrames())
                    .append(" more");
        }
    }
}
