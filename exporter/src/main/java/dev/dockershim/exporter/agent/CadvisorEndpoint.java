package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.agent.CadvisorAnswers.Outcome;
import dev.dockershim.exporter.cadvisor.CadvisorRewriter;
import dev.dockershim.exporter.cadvisor.RewriteOptions;
import dev.dockershim.exporter.exposition.ExpositionFormat;
import dev.dockershim.exporter.kubelet.CadvisorSource;
import dev.dockershim.exporter.kubelet.KubeletAnswer;
import dev.dockershim.exporter.kubelet.KubeletClient;
import dev.dockershim.exporter.naming.DockerLabel;
import dev.dockershim.exporter.naming.DockerNaming;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.SourceException;
import dev.dockershim.exporter.web.StreamHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The compatibility endpoint: the kubelet's own {@code /metrics/cadvisor}, passed on while it comes in, with the labels
 * and the samples that are missing in it.
 */
final class CadvisorEndpoint implements StreamHandler {

    /** Where it is served, as at the kubelet. */
    static final String PATH = CadvisorSource.PATH;

    private static final Logger LOG = LoggerFactory.getLogger(CadvisorEndpoint.class);
    private static final int READ_BYTES = 16 * 1024;

    private final KubeletClient kubelet;
    private final NodeCollections collections;
    private final CadvisorAdditions additions;
    private final DockerNaming naming;
    private final boolean keepTimestamps;
    private final CadvisorAnswers answers = new CadvisorAnswers();

    CadvisorEndpoint(KubeletClient kubelet, NodeCollections collections, AgentConfig config) {
        this.kubelet = kubelet;
        this.collections = collections;
        this.naming = config.series().naming();
        this.keepTimestamps = config.cadvisor().keepTimestamps();
        this.additions = new CadvisorAdditions(naming);
    }

    /** How the answers ended. */
    CadvisorAnswers answers() {
        return answers;
    }

    @Override
    public Body open(ExpositionFormat format, Duration timeout) throws UpstreamException, InterruptedException {
        Deadline deadline = Deadline.after(timeout);
        // Half of the time at most: without a collection the kubelet's own series are still worth passing on.
        CadvisorAdditions.Of added = additions(Deadline.after(timeout.dividedBy(2)));
        RewriteOptions options = new RewriteOptions(
                naming.has(DockerLabel.POD_CONTAINER),
                naming.has(DockerLabel.ID),
                naming.has(DockerLabel.LEGACY_LABELS),
                keepTimestamps,
                format.isOpenMetrics());
        try {
            return new PassedAnswer(kubelet.open(CadvisorSource.PATH, deadline), options, added);
        } catch (SourceException e) {
            answers.count(Outcome.REFUSED);
            throw new UpstreamException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Whatever becomes of the collection, the kubelet's own series are worth passing on. */
    private CadvisorAdditions.Of additions(Deadline deadline) throws InterruptedException {
        try {
            return additions.of(collections.get(deadline));
        } catch (TimeoutException e) {
            LOG.debug("no collection for {} in its time", PATH, e);
        } catch (RuntimeException e) {
            LOG.error("nothing is added to {}", PATH, e);
        }
        // Names hold as long as a container lives, its values do not.
        return additions.namesOf(collections.last());
    }

    /** One answer on its way. */
    private final class PassedAnswer implements Body {

        private final KubeletAnswer answer;
        private final RewriteOptions options;
        private final CadvisorAdditions.Of added;

        private PassedAnswer(KubeletAnswer answer, RewriteOptions options, CadvisorAdditions.Of added) {
            this.answer = answer;
            this.options = options;
            this.added = added;
        }

        @Override
        public void writeTo(OutputStream out) throws UpstreamException, IOException, InterruptedException {
            Outcome outcome = Outcome.CUT;
            try {
                CadvisorRewriter rewriter = new CadvisorRewriter(options, added.table(), added.families(), out);
                byte[] piece = new byte[READ_BYTES];
                int count = answer.read(piece);
                if (count < 0) {
                    throw new SourceException("kubelet's answer to " + PATH + " is empty");
                }
                for (; count >= 0; count = answer.read(piece)) {
                    rewriter.accept(ByteBuffer.wrap(piece, 0, count));
                }
                rewriter.finish();
                out.close();
                outcome = Outcome.COMPLETE;
            } catch (SourceException e) {
                throw new UpstreamException(String.valueOf(e.getMessage()), e);
            } catch (IOException e) {
                outcome = Outcome.LEFT;
                throw e;
            } finally {
                answers.count(outcome);
            }
        }

        @Override
        public void close() {
            answer.close();
        }
    }
}
