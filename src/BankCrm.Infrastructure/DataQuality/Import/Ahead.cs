using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace BankCrm.Infrastructure.DataQuality.Import;

internal static class Ahead
{
    extension<T>(IAsyncEnumerable<T> source)
    {
        /// <summary>The next one is made on another thread while this one is being used.</summary>
        public async IAsyncEnumerable<T> OneAheadAsync([EnumeratorCancellation] CancellationToken ct)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var made = Channel.CreateBounded<T>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });
            var making = Task.Run(() => MakeAsync(source, made.Writer, stop.Token), CancellationToken.None);
            try
            {
                await foreach (var one in made.Reader.ReadAllAsync(ct))
                {
                    yield return one;
                }
            }
            finally
            {
                await stop.CancelAsync();
                await making;
            }
        }
    }

    /// <summary>What goes wrong goes to the reader.</summary>
    private static async Task MakeAsync<T>(IAsyncEnumerable<T> source, ChannelWriter<T> to, CancellationToken ct)
    {
        try
        {
            await foreach (var one in source.WithCancellation(ct))
            {
                await to.WriteAsync(one, ct);
            }

            to.Complete();
        }
        catch (Exception e)
        {
            to.Complete(e);
        }
    }
}
