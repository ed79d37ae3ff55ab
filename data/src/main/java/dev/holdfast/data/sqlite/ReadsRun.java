package dev.holdfast.data.sqlite;

import dev.holdfast.data.sql.Gateway.Reach;

/** Where the reads of virtual threads run. */
public enum ReadsRun {
    /** On the calling thread, all of them. */
    IN_PLACE,
    /** On platform threads, all of them. */
    ELSEWHERE,
    /** Those of one record in place, all others on platform threads. */
    POINTS_IN_PLACE;

    boolean handsOver(Reach reach) {
        return switch (this) {
            case IN_PLACE -> false;
            case ELSEWHERE -> true;
            case POINTS_IN_PLACE ->
                switch (reach) {
                    case POINT -> false;
                    case SCAN -> true;
                };
        };
    }
}
