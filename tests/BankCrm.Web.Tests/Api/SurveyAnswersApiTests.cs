using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BankCrm.Application.Cases;
using BankCrm.Application.Customers;
using BankCrm.Application.Tasks;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Tests.Api;

public sealed class SurveyAnswersApiTests(ApiApp app) : IClassFixture<ApiApp>
{
    private static readonly string[] Teller = [CasePermissions.Work, CasePermissions.ReadAll, CustomerPermissions.Read, TaskPermissions.Work];

    [Fact]
    public async Task An_answer_comes_in_once_rates_its_case_and_a_low_one_plans_a_call()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync(new() { Name = "林晓燕" });
        var clerk = await branch.HasStaffAsync(Teller);
        var teller = await app.SignedInAsAsync(clerk);
        var (address, number) = await SettledAsync(teller, customer);
        var (http, source) = await NewSourceAsync(branch);

        var answer = await SendAsync(http, new { reference = "S-1", caseNumber = number, score = 2, answeredAt = Now(), text = "Nobody <b>called</b>" });
        Assert.Equal(("S-1", "new", number), (answer[0].GetProperty("reference").GetString(), answer[0].GetProperty("outcome").GetString(), answer[0].GetProperty("number").GetInt64()));
        Assert.Equal("known", (await SendAsync(http, new { reference = "S-1", caseNumber = number, score = 5, answeredAt = Now() }))[0].GetProperty("outcome").GetString());

        Assert.Equal(2, await app.ReadAsync(db => db.ServiceCases.Where(c => c.CustomerId == customer).Select(c => c.Satisfaction).SingleAsync()));
        var planned = await app.ReadAsync(db => db.FollowUps.Where(f => f.CustomerId == customer).Select(f => new { f.OwnerId, f.Subject }).SingleAsync());
        Assert.Equal(clerk.Id, planned.OwnerId);
        Assert.Contains($"{number}", planned.Subject, StringComparison.Ordinal);
        Assert.Contains("Nobody <b>called</b>", (await teller.OpenAsync(address)).Text("main"));
        Assert.Contains("Answered a survey: 2 of 5", (await teller.OpenAsync($"/customers/{customer}/timeline")).Text("main"));
        Assert.Equal(1, await app.ReadAsync(db => db.SurveyAnswers.CountAsync(a => a.Source == source)));
    }

    [Fact]
    public async Task An_answer_about_no_case_is_kept_with_the_customer_and_a_good_one_plans_nothing()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync();
        var (http, _) = await NewSourceAsync(branch);

        var answer = await SendAsync(http, new { reference = "S-1", customerNumber = await NumberAsync(customer), score = 5, answeredAt = Now() });

        Assert.Equal("new", answer[0].GetProperty("outcome").GetString());
        Assert.False(answer[0].TryGetProperty("number", out _));
        Assert.Equal(5, await app.ReadAsync(db => db.SurveyAnswers.Where(a => a.CustomerId == customer).Select(a => a.Score).SingleAsync()));
        Assert.Equal(0, await app.ReadAsync(db => db.FollowUps.CountAsync(f => f.CustomerId == customer)));
    }

    [Fact]
    public async Task What_names_nobody_the_wrong_one_or_an_open_case_is_refused_with_its_reason_and_takes_no_other_with_it()
    {
        var branch = app.NewBranch();
        var (customer, other) = (await branch.HasCustomerAsync(), await branch.HasCustomerAsync());
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(Teller));
        var (_, number) = await SettledAsync(teller, customer);
        await teller.SubmitAsync(await teller.OpenAsync($"/cases/new?customerId={other}"), "main form", ("Subject", "Card"), ("Input.Text", "Open"));
        var open = await app.ReadAsync(db => db.ServiceCases.Where(c => c.CustomerId == other).Select(c => c.Number).SingleAsync());
        var strange = app.NewBranch();
        var (_, theirs) = await SettledAsync(await app.SignedInAsAsync(await strange.HasStaffAsync(Teller)), await strange.HasCustomerAsync());
        var (http, source) = await NewSourceAsync(branch);

        var answer = await SendAsync(
            http, new { reference = "1", score = 3, answeredAt = Now() }, new { reference = "2", caseNumber = number, customerNumber = await NumberAsync(other), score = 3, answeredAt = Now() },
            new { reference = "3", caseNumber = open, score = 3, answeredAt = Now() }, new { reference = "4", caseNumber = theirs, score = 3, answeredAt = Now() },
            new { reference = "5", caseNumber = number, score = 9, answeredAt = Now() }, new { reference = "6", caseNumber = number, score = 4, answeredAt = Now() },
            new { reference = "7", caseNumber = number, score = 4, answeredAt = Now() });

        Assert.Equal(["refused", "refused", "refused", "refused", "refused", "new", "refused"], answer.Select(r => r.GetProperty("outcome").GetString()));
        Assert.Equal(
            ["Name the case they were asked about, or the customer.", "This case is not one of this customer's.", "Ask when the case is resolved.", $"No case of yours has the number {theirs}."],
            answer.Take(4).Select(Reason));
        Assert.Equal("The customer has answered already.", Reason(answer[6]));
        Assert.Equal(1, await app.ReadAsync(db => db.SurveyAnswers.CountAsync(a => a.Source == source)));
    }

    private async Task<(string Address, long Number)> SettledAsync(TestBrowser teller, Guid customer)
    {
        var topic = await app.ReadAsync(db => db.CaseTopics.Where(t => t.Tree == TopicTree.Category && t.Name == "Charged twice").Select(t => t.Id).SingleAsync());
        var page = await teller.SubmitAsync(
            await teller.OpenAsync($"/cases/new?customerId={customer}"), "main form", ("Subject", "Fees"), ("Input.Text", "Too high"), ("Input.Said.CategoryId", topic.ToString()));
        page = await teller.SubmitAsync(page, "form[action*='Resolve']", ("Settled", "Paid back"));
        Assert.Contains("The case is resolved.", page.Text("body"));
        return (page.Address.PathAndQuery, await app.ReadAsync(db => db.ServiceCases.Where(c => c.CustomerId == customer).Select(c => c.Number).SingleAsync()));
    }

    private static string Reason(JsonElement result) => result.GetProperty("faults")[0].GetProperty("reason").GetString()!;

    private static string Now() => TimeProvider.System.GetUtcNow().AddMinutes(-1).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<JsonElement[]> SendAsync(HttpClient http, params IReadOnlyList<object> answers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/survey-answers") { Content = new StringContent(JsonSerializer.Serialize(new { answers }), Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", $"answer-{Guid.NewGuid():n}");
        var answer = await http.SendAsync(request);
        Assert.True(answer.StatusCode is HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("results").EnumerateArray()];
    }

    private Task<string> NumberAsync(Guid customer) => app.ReadAsync(db => db.Customers.Where(c => c.Id == customer).Select(c => c.Number).SingleAsync());

    private async Task<(HttpClient Http, string Source)> NewSourceAsync(TestBranch branch)
    {
        await branch.SaveAsync();
        var source = $"S{Guid.NewGuid():n}"[..12].ToUpperInvariant();
        return (await app.CallsAsAsync(await app.HasClientAsync([CaseScopes.Write], [branch.Id], source)), source);
    }
}
