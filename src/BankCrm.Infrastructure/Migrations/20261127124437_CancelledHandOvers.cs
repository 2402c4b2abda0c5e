using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class CancelledHandOvers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_campaign_hand_overs_file",
                table: "campaign_hand_overs");

            migrationBuilder.AddCheckConstraint(
                name: "ck_campaign_hand_overs_file",
                table: "campaign_hand_overs",
                sql: "state = 'Cancelled' or (state in ('Waiting', 'Failed')) = (file_id is null)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_campaign_hand_overs_file",
                table: "campaign_hand_overs");

            migrationBuilder.AddCheckConstraint(
                name: "ck_campaign_hand_overs_file",
                table: "campaign_hand_overs",
                sql: "(state in ('Waiting', 'Failed')) = (file_id is null)");
        }
    }
}
