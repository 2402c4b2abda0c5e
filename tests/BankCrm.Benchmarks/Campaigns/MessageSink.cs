using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using BankCrm.Benchmarks.Http;

namespace BankCrm.Benchmarks.Campaigns;

/// <summary>A gateway for text messages on this machine that takes everything, answers for what it has, and counts. It does not look at signatures.</summary>
internal sealed class MessageSink : IAsyncDisposable
{
    public const string Secret = "a-secret-of-the-benchmark-of-campaigns-0123";

    private readonly HttpListener listener = new();
    private readonly ConcurrentDictionary<Guid, int> taken = new();
    private readonly Task work;

    public MessageSink()
    {
        Address = $"http://localhost:{ServedProgram.FreePort()}/";
        listener.Prefixes.Add(Address);
        listener.Start();
        work = TakeAsync();
    }

    public string Address { get; }

    /// <summary>How many different messages it has.</summary>
    public int Messages => taken.Count;

    /// <summary>Their ids.</summary>
    public IReadOnlySet<Guid> Taken => taken.Keys.ToHashSet();

    /// <summary>How many were given to it more than once.</summary>
    public int Twice => taken.Count(t => t.Value > 1);

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await work;
        listener.Close();
    }

    private async Task TakeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var call = await listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(call));
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return; // stopped
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext call)
    {
        try
        {
            if (call.Request.HttpMethod == "POST")
            {
                using var body = await JsonDocument.ParseAsync(call.Request.InputStream);
                var isNew = taken.AddOrUpdate(body.RootElement.GetProperty("id").GetGuid(), 1, (_, before) => before + 1) == 1;
                await SayAsync(call, isNew ? 202 : 409, """{"status":"accepted"}""");
            }
            else
            {
                var knows = taken.ContainsKey(Guid.Parse(call.Request.Url!.Segments[^1]));
                await SayAsync(call, knows ? 200 : 404, knows ? """{"status":"sent"}""" : """{"status":"unknown"}""");
            }
        }
        catch (Exception e) when (e is HttpListenerException or IOException)
        {
            return; // the sender was killed meanwhile
        }
    }

    private static async Task SayAsync(HttpListenerContext call, int status, string text)
    {
        call.Response.StatusCode = status;
        call.Response.ContentType = "application/json";
        var body = Encoding.UTF8.GetBytes(text);
        call.Response.ContentLength64 = body.Length; // sent in one piece: in two, the second waits until the first is acknowledged
        await call.Response.OutputStream.WriteAsync(body);
        call.Response.Close();
    }
}
