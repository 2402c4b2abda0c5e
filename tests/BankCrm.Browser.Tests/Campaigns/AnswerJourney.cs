using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Customers;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Browser.Tests.Campaigns;

/// <summary>What a customer does with the link in a message, and a colleague with a call; by keyboard.</summary>
[Collection(Journeys.Name)]
public sealed class AnswerJourney(BrowserApp app) : Journey(app)
{
    [Fact]
    public async Task A_customer_opens_the_link_is_interested_and_then_wants_no_more()
    {
        var customer = await App.HasCustomerAsync("teller.north", new() { Name = "Eleanor Vance", Language = CustomerLanguage.English });
        var contact = await App.HasContactAsync(customer);
        var phone = await DeskAsync(language: Chinese);

        await phone.OpenAsync($"/o/{contact.Code}");
        await phone.ShowsAsync("Dear customer, 3 % until June");
        await phone.ShowsNotAsync("Eleanor");
        await phone.ScanAsync();
        await phone.TabToAsync(phone.Button("I am interested"));
        await phone.Page.Keyboard.PressAsync("Enter");
        await phone.ShowsAsync("Thank you. A colleague of your branch will call you.");
        await phone.ScanAsync();
        await phone.TabToAsync(phone.Button("No more offers"));
        await phone.Page.Keyboard.PressAsync("Enter");
        await phone.ShowsAsync("You get no more offers this way.");
        await phone.ScanAsync();

        await phone.OpenAsync("/o/000000000000");
        await phone.ShowsNotAsync("3 %");
        await phone.ScanAsync();
    }

    [Fact]
    public async Task A_call_is_made_from_its_follow_up_and_answered_by_keyboard()
    {
        var customer = await App.HasCustomerAsync("teller.north", new() { Name = "贺思琪" });
        var contact = await App.HasContactAsync(customer, CampaignChannel.Call, ContactState.WithColleague, "Spring deposits");
        var desk = await DeskAsync();
        await desk.SignInAsync("teller.north");

        await desk.OpenAsync($"/customers/{customer}");
        await desk.ShowsAsync("Speak of it");
        await desk.OpenAsync($"/tasks/{contact.FollowUpId}");
        await desk.TabToAsync(desk.Link("What to say, and the answer"));
        await desk.Page.Keyboard.PressAsync("Enter");
        await desk.IsAtAsync("Spring deposits");
        await desk.ShowsAsync("贺思琪，存款");
        await desk.ScanAsync();
        await desk.Page.GetByLabel("Interested", new() { Exact = true }).FocusAsync();
        await desk.Page.Keyboard.PressAsync("Space");
        await desk.Page.Keyboard.PressAsync("Control+Enter");
        await desk.ShowsAsync("The answer is written down.");

        Assert.Equal(ContactAnswer.Interested, await App.ReadAsync(db => db.CampaignContacts.Where(c => c.Id == contact.Id).Select(c => c.Answer).SingleAsync()));
        Assert.NotNull(await App.ReadAsync(db => db.FollowUps.Where(f => f.Id == contact.FollowUpId).Select(f => f.EndedAt).SingleAsync()));
    }
}
