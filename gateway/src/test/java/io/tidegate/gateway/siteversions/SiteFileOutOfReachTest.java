package io.tidegate.gateway.siteversions;

import static io.tidegate.gateway.siteversions.SiteOfFile.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tidegate.testing.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Site files that cannot be written: for want of rights, or of room. */
class SiteFileOutOfReachTest {

    @TempDir
    Path folder;

    @Test
    void one_that_the_gateway_may_not_write_is_left_and_what_is_in_force_runs_from_the_data_folder() throws Exception {
        try (SiteOfFile site = new SiteOfFile(folder, false)) {
            assertInstanceOf(Verdict.Committed.class, site.propose(text("board")));
            assertEquals(text("box"), site.inFile());
            site.startAnew();
            assertEquals("board", site.runs());
            assertInstanceOf(Verdict.Committed.class, site.propose(text("other")), "nobody has touched it");
            site.edit(text("hand"));
            site.startAnew();
            assertEquals("hand", site.runs());
        }
    }

    @Test
    void what_could_not_be_written_is_as_soon_as_it_can() throws Exception {
        try (SiteOfFile site = new SiteOfFile(folder, false)) {
            site.propose(text("board"));
        }
        SiteText source = SiteText.in(folder.resolve("site.yaml"));
        Transaction transaction = transaction(source);
        transaction.payDebt();
        assertEquals(text("board"), source.now());
    }

    private static Transaction transaction(SiteText source) throws Exception {
        Start start = Start.by(source);
        Book book = new Book(start, java.time.InstantSource.system());
        return new Transaction(
                start.site(), source, book, new Transaction.BoundedTrial(new HandTrial(), Trial.Limits.USUAL));
    }

    @Test
    void on_a_full_disk_nothing_is_changed() throws Exception {
        SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 1);
        try (SiteOfFile site = new SiteOfFile(disk.folder(), true)) {
            disk.fill();
            assertInstanceOf(Verdict.Refused.class, site.propose(text("board")));
            assertEquals(List.of(), site.trial.done);
            assertEquals(text("box"), site.inFile());
            assertEquals(1, site.versions().versions().size());
            disk.makeRoom();
            assertInstanceOf(Verdict.Committed.class, site.propose(text("board")));
            assertEquals("board", site.runs());
        } finally {
            disk.unmount();
        }
    }

    @Test
    void a_list_of_versions_that_makes_no_sense_stops_no_start() throws Exception {
        try (SiteOfFile site = new SiteOfFile(folder, true)) {
            Files.writeString(folder.resolve("data/site-versions/versions.properties"), "inForce=\\u00zz");
            site.startAnew();
            assertEquals("box", site.runs());
            assertInstanceOf(Verdict.Committed.class, site.propose(text("board")));
        }
    }
}
