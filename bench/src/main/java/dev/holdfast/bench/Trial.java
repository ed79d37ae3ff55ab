package dev.holdfast.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What is asked of one server, turn after turn. */
sealed interface Trial extends AutoCloseable permits DeliveryTrial, EchoTrial, MemoryTrial, SetUpTrial {

    /**
     * Lasts a while and returns a figure for each column of the work.
     *
     * @param share where in the run this turn stands, from 0 to 1
     */
    List<Double> turn(Duration duration, double share) throws IOException, InterruptedException;

    /** Has the server get warm; what it does meanwhile does not count. */
    default void warmUp(Duration duration) throws IOException, InterruptedException {
        turn(duration, 0);
    }

    @Override
    void close();
}
