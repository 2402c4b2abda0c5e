using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BankCrm.Infrastructure.Migrations
{
    /// <inheritdoc />
    public partial class CasesOfTheWholeBank : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_service_cases_ended",
                table: "service_cases",
                columns: new[] { "ended_at", "id" },
                filter: "ended_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_service_cases_open",
                table: "service_cases",
                columns: new[] { "due_at", "id" },
                filter: "ended_at is null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_service_cases_ended",
                table: "service_cases");

            migrationBuilder.DropIndex(
                name: "ix_service_cases_open",
                table: "service_cases");
        }
    }
}
