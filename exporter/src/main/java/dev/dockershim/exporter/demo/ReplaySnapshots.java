package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.cri.snapshots.SnapshotsGrpc;
import dev.dockershim.exporter.cri.snapshots.UsageRequest;
import dev.dockershim.exporter.cri.snapshots.UsageResponse;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.function.Supplier;

/** containerd's snapshots service, in the CRI plugin's namespace; other runtimes do not implement it. */
final class ReplaySnapshots extends SnapshotsGrpc.SnapshotsImplBase {

    private static final Metadata.Key<String> NAMESPACE =
            Metadata.Key.of("containerd-namespace", Metadata.ASCII_STRING_MARSHALLER);

    private final Supplier<ReplayCri.State> state;

    private ReplaySnapshots(Supplier<ReplayCri.State> state) {
        this.state = state;
    }

    static ServerServiceDefinition service(Supplier<ReplayCri.State> state) {
        return ServerInterceptors.intercept(new ReplaySnapshots(state), new OfTheCriPlugin());
    }

    @Override
    public void usage(UsageRequest request, StreamObserver<UsageResponse> answer) {
        Map<String, UsageResponse> snapshots = state.get().snapshots();
        if (snapshots == null) {
            answer.onError(Status.UNIMPLEMENTED.asException());
            return;
        }
        if (request.getSnapshotter().isEmpty()) {
            answer.onError(Status.INVALID_ARGUMENT
                    .withDescription("snapshotter argument missing")
                    .asException());
            return;
        }
        UsageResponse usage = snapshots.get(request.getKey());
        if (usage == null) {
            answer.onError(Status.NOT_FOUND.withDescription("no such snapshot").asException());
            return;
        }
        answer.onNext(usage);
        answer.onCompleted();
    }

    /** containerd keeps the snapshots of each of its users apart, and answers to none who does not name himself. */
    private static final class OfTheCriPlugin implements ServerInterceptor {

        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
            if ("k8s.io".equals(headers.get(NAMESPACE))) {
                return next.startCall(call, headers);
            }
            call.close(Status.FAILED_PRECONDITION.withDescription("namespace is required"), new Metadata());
            return new ServerCall.Listener<>() {};
        }
    }
}
