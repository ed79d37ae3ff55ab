package dev.holdfast.myapp;

import static dev.holdfast.myapp.ChatHouse.room;
import static dev.holdfast.myapp.ChatHouse.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.Caller;
import dev.holdfast.Problem;
import dev.holdfast.myapp.models.Message;
import dev.holdfast.myapp.models.NewRoom;
import dev.holdfast.myapp.models.RoomName;
import dev.holdfast.myapp.models.RoomQuery;
import dev.holdfast.myapp.services.ChatService;
import dev.holdfast.myapp.services.RoomService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said in one room by many at once, through one program and through several. */
class ChatRaceTest {

    private static final int AT_ONCE = 8;
    private static final int EACH = 25;

    @TempDir
    Path folder = Path.of("");

    private ChatHouse house;
    private Caller.User ann;
    private final RoomName room = room();

    @BeforeEach
    void open() {
        house = new ChatHouse(folder);
        ann = house.somebody();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static <T> List<T> together(int many, IntFunction<T> work) throws Exception {
        var start = new CyclicBarrier(many);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, many)
                    .<Callable<T>>mapToObj(number -> () -> {
                        start.await();
                        return work.apply(number);
                    })
                    .map(threads::submit)
                    .toList();
            var results = new ArrayList<T>();
            for (var each : running) {
                results.add(each.get());
            }
            return results;
        }
    }

    private static List<Long> upTo(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private List<Message> history() {
        var all = new ArrayList<Message>();
        var next = Optional.<String>empty();
        do {
            var page = house.chat().history(ann, room, new RoomQuery(100, next));
            all.addAll(page.items());
            next = page.next();
        } while (next.isPresent());
        return all.reversed();
    }

    @Test
    void the_numbers_have_no_gaps_and_everybody_hears_them_in_order() throws Exception {
        var chat = house.chat();
        var heard = new CopyOnWriteArrayList<Message>();
        together(AT_ONCE, thread -> {
            for (var index = 0; index < EACH; index++) {
                chat.post(ann, room, text(thread + "." + index), heard::add);
            }
            return thread;
        });

        assertThat(heard).extracting(Message::number).isEqualTo(upTo(AT_ONCE * EACH));
        assertThat(history()).isEqualTo(heard);
    }

    @Test
    void a_message_that_is_sent_by_many_at_once_is_stored_once() throws Exception {
        var chat = house.chat();
        var heard = new CopyOnWriteArrayList<Message>();
        var said = together(AT_ONCE, thread -> chat.post(ann, room, text("from " + thread, "same"), heard::add));

        assertThat(heard).hasSize(1);
        assertThat(said).containsOnly(heard.getFirst());
        assertThat(history()).isEqualTo(heard);
    }

    @Test
    void several_programs_share_the_numbers_of_a_room() throws Exception {
        var programs = List.of(house.chat(), house.chatElsewhere(), house.chatElsewhere());
        var heard = new CopyOnWriteArrayList<Message>();
        together(programs.size(), program -> {
            for (var index = 0; index < EACH; index++) {
                programs.get(program).post(ann, room, text(program + "." + index), heard::add);
            }
            return program;
        });

        assertThat(history()).extracting(Message::number).isEqualTo(upTo(programs.size() * EACH));
        assertThat(heard).containsExactlyInAnyOrderElementsOf(history());
    }

    @Test
    void a_message_that_is_sent_through_several_programs_at_once_is_stored_once() throws Exception {
        var programs =
                IntStream.range(0, AT_ONCE).mapToObj(_ -> house.chatElsewhere()).toList();
        var heard = new CopyOnWriteArrayList<Message>();
        var said = together(AT_ONCE, program -> post(programs.get(program), heard));

        assertThat(heard).hasSize(1);
        assertThat(said).containsOnly(heard.getFirst());
        assertThat(history()).isEqualTo(heard);
    }

    private Message post(ChatService program, List<Message> heard) {
        return program.post(ann, room, text("the same", "same"), heard::add);
    }

    @Test
    void who_joins_while_others_speak_misses_nothing_and_hears_nothing_twice() throws Exception {
        var chat = house.chat();
        var first = chat.post(ann, room, text("first"), _ -> {});
        var heard = new CopyOnWriteArrayList<Message>();
        var present = new CopyOnWriteArrayList<String>();
        together(2, thread -> {
            if (thread == 0) {
                for (var index = 0; index < EACH; index++) {
                    chat.post(ann, room, text("next"), message -> {
                        if (!present.isEmpty()) {
                            heard.add(message);
                        }
                    });
                }
                return thread;
            }
            return chat.inOrder(room, () -> {
                heard.addAll(chat.after(ann, room, first.id(), 1000));
                present.add("here");
                return thread;
            });
        });

        assertThat(heard).isEqualTo(history().subList(1, EACH + 1));
    }

    @Test
    void of_many_who_make_a_room_at_once_one_does() throws Exception {
        var makers = house.somebody(AT_ONCE);
        var made = together(AT_ONCE, thread -> {
            try {
                house.rooms.create(makers.get(thread), new NewRoom(room, true, Optional.empty()));
                return "made";
            } catch (Problem problem) {
                return problem.code();
            }
        });

        assertThat(made).containsOnlyOnce("made");
        assertThat(made).filteredOn("conflict"::equals).hasSize(AT_ONCE - 1);
    }

    @Test
    void nobody_makes_more_rooms_by_asking_for_many_at_once() throws Exception {
        for (var made = 1; made < RoomService.MOST; made++) {
            house.rooms.create(ann, new NewRoom(room(), false, Optional.empty()));
        }
        var made = together(AT_ONCE, _ -> {
            try {
                house.rooms.create(ann, new NewRoom(room(), false, Optional.empty()));
                return "made";
            } catch (Problem problem) {
                return problem.code();
            }
        });

        assertThat(made).containsOnlyOnce("made").contains("conflict").hasSize(AT_ONCE);
    }

    @Test
    void a_room_becomes_private_before_anybody_speaks_there_or_not_at_all() throws Exception {
        var bob = house.somebody();
        var chat = house.chat();
        var outcomes = together(2, thread -> {
            try {
                if (thread == 0) {
                    chat.post(bob, room, text("Hello everybody"), _ -> {});
                } else {
                    house.rooms.create(ann, new NewRoom(room, true, Optional.empty()));
                }
                return "done";
            } catch (Problem problem) {
                return problem.code();
            }
        });

        assertThat(outcomes).isIn(List.of("done", "conflict"), List.of("forbidden", "done"));
    }
}
