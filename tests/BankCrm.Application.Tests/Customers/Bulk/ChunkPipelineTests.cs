using System.Runtime.CompilerServices;
using BankCrm.Application.Customers.Registration;

namespace BankCrm.Application.Tests.Customers.Bulk;

public sealed class ChunkPipelineTests
{
    private int taken;

    [Fact]
    public async Task One_writer_gets_every_chunk_in_order()
    {
        var written = new List<string>();

        await ChunkPipeline.RunAsync(
            ChunksAsync(20), number => $"{number}", (text, _, _) => { written.Add(text); return Task.CompletedTask; }, writers: 1, default);

        Assert.Equal(Enumerable.Range(0, 20).Select(n => $"{n}"), written);
    }

    [Fact]
    public async Task Few_chunks_are_prepared_before_the_first_is_written()
    {
        var gate = new TaskCompletionSource();
        var run = ChunkPipeline.RunAsync(ChunksAsync(100), n => n, (_, _, _) => gate.Task, writers: 2, default);

        await Task.Delay(200);
        var ahead = taken;
        gate.SetResult();
        await run;

        Assert.InRange(ahead, 2, 6);
        Assert.Equal(100, taken);
    }

    [Fact]
    public async Task What_goes_wrong_in_a_writer_stops_all_and_is_what_the_caller_learns()
    {
        var failed = await Assert.ThrowsAsync<InvalidOperationException>(() => ChunkPipeline.RunAsync(
            ChunksAsync(int.MaxValue), n => n, (n, _, _) => n == 5 ? throw new InvalidOperationException("five") : Task.CompletedTask, writers: 2, default));

        Assert.Equal("five", failed.Message);
    }

    [Fact]
    public async Task What_goes_wrong_in_preparing_stops_the_writers()
    {
        var failed = await Assert.ThrowsAsync<FormatException>(() => ChunkPipeline.RunAsync(
            ChunksAsync(10), n => n == 3 ? throw new FormatException() : n, (_, _, _) => Task.CompletedTask, writers: 2, default));

        Assert.NotNull(failed);
    }

    [Fact]
    public async Task It_ends_when_it_is_told_to()
    {
        using var stop = new CancellationTokenSource(50);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ChunkPipeline.RunAsync(
            ChunksAsync(int.MaxValue), n => n, (_, _, ct) => Task.Delay(5, ct), writers: 2, stop.Token));
    }

    private async IAsyncEnumerable<int> ChunksAsync(int count, [EnumeratorCancellation] CancellationToken ct = default)
    {
        for (var number = 0; number < count; number++)
        {
            await Task.Yield();
            ct.ThrowIfCancellationRequested();
            taken++;
            yield return number;
        }
    }
}
