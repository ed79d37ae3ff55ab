package dev.holdfast.myapp;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;

/** Shows the watch all that a line of the log could hold, whatever its form. */
public final class CanaryAppender extends AppenderBase<ILoggingEvent> {

    @Override
    protected void append(ILoggingEvent event) {
        var failure = event.getThrowableProxy();
        CanaryWatch.said(
                event.getLevel() + " of " + event.getLoggerName(),
                event.getFormattedMessage() + " " + event.getKeyValuePairs() + " " + event.getMDCPropertyMap() + " "
                        + (failure == null ? "" : ThrowableProxyUtil.asString(failure)));
    }
}
