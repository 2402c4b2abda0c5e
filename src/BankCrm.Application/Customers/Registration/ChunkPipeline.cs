using System.Threading.Channels;

namespace BankCrm.Application.Customers.Registration;

/// <summary>Prepares chunks (checks, pinyin, sealing) while earlier ones are being written, and never more than a few ahead.</summary>
public static class ChunkPipeline
{
    private const int Ahead = 2;

    /// <summary>Chunks are taken in order; with several writers they may end in another.</summary>
    /// <param name="write">Gets a place of the pipeline's own, so that each writer can keep a connection.</param>
    public static async Task RunAsync<TRaw, TReady>(
        IAsyncEnumerable<TRaw> chunks, Func<TRaw, TReady> prepare, Func<TReady, int, CancellationToken, Task> write, int writers, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var ready = Channel.CreateBounded<TReady>(new BoundedChannelOptions(Ahead) { SingleWriter = true });
        Task[] work = [PrepareAsync(), .. Enumerable.Range(0, writers).Select(WriteAsync)];
        try
        {
            await Task.WhenAll(work.Select(StopOthersAsync));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested && Array.Find(work, t => t.IsFaulted) is { } failed)
        {
            await failed; // what went wrong, and not that the others were told to stop
        }

        async Task PrepareAsync()
        {
            await foreach (var chunk in chunks.WithCancellation(stop.Token))
            {
                await ready.Writer.WriteAsync(await Task.Run(() => prepare(chunk), stop.Token), stop.Token);
            }

            ready.Writer.Complete();
        }

        async Task WriteAsync(int place)
        {
            await foreach (var chunk in ready.Reader.ReadAllAsync(stop.Token))
            {
                await write(chunk, place, stop.Token);
            }
        }

        async Task StopOthersAsync(Task one)
        {
            try
            {
                await one;
            }
            catch
            {
                await stop.CancelAsync();
                throw;
            }
        }
    }
}
