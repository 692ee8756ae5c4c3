package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.cri.v1.ImageServiceGrpc;
import dev.dockershim.exporter.cri.v1.ListImagesRequest;
import dev.dockershim.exporter.cri.v1.ListImagesResponse;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/** The one call of the ImageService that the exporter makes. */
final class ReplayImages extends ImageServiceGrpc.ImageServiceImplBase {

    private final Supplier<ReplayCri.State> state;

    ReplayImages(Supplier<ReplayCri.State> state) {
        this.state = state;
    }

    @Override
    public void listImages(ListImagesRequest request, StreamObserver<ListImagesResponse> answer) {
        answer.onNext(ListImagesResponse.newBuilder()
                .addAllImages(state.get().images())
                .build());
        answer.onCompleted();
    }
}
